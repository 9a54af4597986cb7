// Receives TCP streams by recv with a 1 MiB buffer: the floor that a receiver which really reads its bytes is compared
// with.
//
//   receive PORT              takes one stream and drops it
//   receive PORT DIRECTORY    takes stream after stream and writes each to a new file there
//
// Prints "listening on PORT" (0 takes any free one), then, at the end of each stream, its BYTES, the NANOSECONDS since
// it was accepted, and the file.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 1 << 20 };

static long long nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void put(int file, const char *bytes, ssize_t count) {
    while (count > 0) {
        ssize_t n = write(file, bytes, count);
        if (n < 0) fail("write");
        bytes += n;
        count -= n;
    }
}

static void take(int server, char *buffer, const char *directory, int number) {
    int connection = accept(server, NULL, NULL);
    if (connection < 0) fail("accept");
    long long start = nanos(), bytes = 0;
    char name[4096] = "-";
    int file = -1;
    if (directory) {
        snprintf(name, sizeof name, "%s/c-%d", directory, number);
        file = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (file < 0) fail(name);
    }
    for (;;) {
        ssize_t n = recv(connection, buffer, BUFFER, 0);
        if (n < 0) fail("recv");
        if (n == 0) break;
        bytes += n;
        if (directory) put(file, buffer, n);
    }
    if (directory) close(file);
    close(connection);
    printf("%lld %lld %s\n", bytes, nanos() - start, name);
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: receive PORT [DIRECTORY]\n");
        return 2;
    }
    int server = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    socklen_t length = sizeof address;
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (bind(server, (struct sockaddr *)&address, length) < 0) fail("bind");
    if (listen(server, 1) < 0) fail("listen");
    if (getsockname(server, (struct sockaddr *)&address, &length) < 0) fail("getsockname");
    printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    char *buffer = malloc(BUFFER);
    const char *directory = argc == 3 ? argv[2] : NULL;
    int number = 0;
    do take(server, buffer, directory, number++);
    while (directory);
    return 0;
}
