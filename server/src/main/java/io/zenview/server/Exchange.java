package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.Callable;

/// One request and the way to answer it. Belongs to the event loop of its connection.
final class Exchange {
    private final Conversation conversation;
    private final HttpRequest request;
    private final String target;
    private final long begun = System.nanoTime();
    private boolean answered;
    private boolean received;

    /// @param target the request's target in origin-form, or `*`
    Exchange(Conversation conversation, HttpRequest request, String target) {
        this.conversation = conversation;
        this.request = request;
        this.target = target;
    }

    HttpMethod method() {
        return request.method();
    }

    HttpHeaders headers() {
        return request.headers();
    }

    HttpRequest request() {
        return request;
    }

    /// The path and the query as they came, without scheme and authority.
    String target() {
        return target;
    }

    boolean isHead() {
        return HttpMethod.HEAD.equals(request.method());
    }

    boolean expectsContinue() {
        return headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
    }

    /// Sends the answer. May be called on any thread, once.
    void answer(Answer answer) {
        conversation.onLoop(() -> conversation.answer(this, answer));
    }

    /// Has the answer made by a worker, because making it may take a while.
    void answerLater(Callable<Answer> making) {
        conversation.work(this, making);
    }

    /// Has the answer made out of the body, by a thread that may wait for it.
    void receive(BodyTaker taker) {
        conversation.onLoop(() -> conversation.receive(this, taker));
    }

    Conversation conversation() {
        return conversation;
    }

    long begun() {
        return begun;
    }

    /// The answer is on its way.
    void markAnswered() {
        if (answered) {
            throw new IllegalStateException("answered twice: " + request.method() + " " + target);
        }
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /// The whole request has come.
    void markReceived() {
        received = true;
    }

    boolean isReceived() {
        return received;
    }
}
