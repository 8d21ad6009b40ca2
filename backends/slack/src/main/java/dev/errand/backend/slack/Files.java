package dev.errand.backend.slack;

import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import dev.errand.api.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads files in the three steps that Slack asks for; text becomes a snippet. */
final class Files {

    private final SlackApi api;

    Files(SlackApi api) {
        this.api = api;
    }

    void upload(String channel, Optional<String> thread, Reply.File file)
            throws IOException, Refusal, InterruptedException {
        FilesGetUploadURLExternalResponse place =
                api.call(
                        "files.getUploadURLExternal",
                        "files.getUploadURLExternal",
                        bot ->
                                bot.filesGetUploadURLExternal(r ->
                                        r.filename(file.name())
                                                .length(file.content().length)
                                                .snippetType(snippet(file))));
        api.upload(place.getUploadUrl(), file.content());
        api.call(
                "files.completeUploadExternal",
                "files.completeUploadExternal",
                bot ->
                        bot.filesCompleteUploadExternal(r ->
                                r.channelId(channel)
                                        .threadTs(thread.orElse(null))
                                        .files(
                                                List.of(
                                                        FileDetails.builder()
                                                                .id(place.getFileId())
                                                                .title(file.name())
                                                                .build()))));
    }

    private static @Nullable String snippet(Reply.File file) {
        return switch (file.mediaType()) {
            case "text/plain" -> "text";
            case "text/csv" -> "csv";
            case "application/json" -> "javascript";
            default -> file.mediaType().startsWith("text/") ? "text" : null;
        };
    }
}
