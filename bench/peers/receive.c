// Receives one TCP stream and drops it: recv with a 1 MiB buffer, nothing else. The floor that a receiver which
// really reads its bytes is compared with.
//
//   receive PORT        prints "listening", then, at the end of the stream, BYTES and NANOSECONDS since accept
#include <arpa/inet.h>
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

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: receive PORT\n");
        return 2;
    }
    int server = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
    if (listen(server, 1) < 0) fail("listen");
    puts("listening");
    fflush(stdout);
    int connection = accept(server, NULL, NULL);
    if (connection < 0) fail("accept");
    long long start = nanos(), bytes = 0;
    char *buffer = malloc(BUFFER);
    for (;;) {
        ssize_t n = recv(connection, buffer, BUFFER, 0);
        if (n < 0) fail("recv");
        if (n == 0) break;
        bytes += n;
    }
    printf("%lld %lld\n", bytes, nanos() - start);
    return 0;
}
