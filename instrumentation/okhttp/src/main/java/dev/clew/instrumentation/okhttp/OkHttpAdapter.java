package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientAdapter;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads OkHttp's requests and responses. */
final class OkHttpAdapter implements HttpClientAdapter<Request, Response> {
    @Override
    public String method(Request request) {
        return request.method();
    }

    @Override
    public String url(Request request) {
        return request.url().toString();
    }

    @Override
    public String serverAddress(Request request) {
        return request.url().host();
    }

    @Override
    public int serverPort(Request request) {
        return request.url().port();
    }

    @Override
    public int statusCode(Response response) {
        return response.code();
    }

    @Override
    public @Nullable String protocolVersion(Response response) {
        return version(response.protocol());
    }

    static @Nullable String version(Protocol protocol) {
        return switch (protocol) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2, H2_PRIOR_KNOWLEDGE -> "2";
            case HTTP_3 -> "3";
            default -> null;
        };
    }

    @Override
    public int resendCount(Response response) {
        int count = 0;
        for (Response prior = response.priorResponse(); prior != null; prior = prior.priorResponse()) {
            count++;
        }
        return count;
    }

    @Override
    public List<String> requestHeader(Request request, String name) {
        return request.headers(name);
    }

    @Override
    public List<String> responseHeader(Response response, String name) {
        return response.headers(name);
    }
}
