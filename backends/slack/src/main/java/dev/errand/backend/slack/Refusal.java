package dev.errand.backend.slack;

import java.util.Set;

/** Slack's "no" to a call: asking again would bring the same answer. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TOKENS =
            Set.of(
                    "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_expired",
                    "token_revoked",
                    "not_allowed_token_type",
                    "app_uninstalled",
                    "org_login_required",
                    "ekm_access_denied",
                    "access_denied",
                    "team_access_not_granted",
                    "enterprise_is_restricted");

    private final String code;

    Refusal(String method, String code, String needed) {
        super(
                "Slack refused "
                        + method
                        + ": "
                        + code
                        + (needed.isEmpty() ? "" : " (the app needs the scope " + needed + ")"));
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Whether the token itself is at fault, so that no other call can do better. */
    boolean ofLogin() {
        return TOKENS.contains(code);
    }
}
