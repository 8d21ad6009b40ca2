package dev.errand.platform.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers the three paths, and nothing else. */
final class Pages extends Handler.Abstract {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Checkup checkup;
    private final Metrics metrics;

    Pages(Checkup checkup, Metrics metrics) {
        this.checkup = checkup;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, InterruptedException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            answer(response, 405, TEXT, "Only GET and HEAD.\n".getBytes(UTF_8), callback);
            return true;
        }
        switch (Request.getPathInContext(request)) {
            case "/healthz" -> answer(response, checkup.alive(), callback);
            case "/readyz" -> answer(response, checkup.ready(), callback);
            case "/metrics" -> answer(response, 200, Metrics.mediaType(), metrics.text(), callback);
            default ->
                    answer(
                            response,
                            404,
                            TEXT,
                            "There are /healthz, /readyz and /metrics.\n".getBytes(UTF_8),
                            callback);
        }
        return true;
    }

    private static void answer(Response response, Finding finding, Callback callback) {
        byte[] body = (String.join("\n", finding.lines()) + "\n").getBytes(UTF_8);
        answer(response, finding.good() ? 200 : 503, TEXT, body, callback);
    }

    private static void answer(
            Response response, int status, String type, byte[] body, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
