import {
    credentials,
    type Explanation,
    explain,
    explainForeign,
    explainUnavailable,
    keySettings,
    settingOfUrl,
    vaultFailure,
} from "../shared/explanations";
import { effectiveStatus, type ResponseFacts } from "../shared/responseFacts";
import { words } from "../shared/vocabulary";

function explainGrant(): Explanation {
    return {
        cause: "the token endpoint does not give this access key a token by client credentials.",
        solution: `check ${words().setting("tokenUrl")}, and the grants of the access key in the vault.`,
    };
}

/** The errors of OAuth that are not about the access key (RFC 6749, 5.2). */
const explanationsOfOAuth: ReadonlyMap<string, () => Explanation> = new Map([
    ["temporarily_unavailable", () => explainUnavailable("")],
    ["slow_down", () => explainUnavailable("")],
    ["server_error", () => vaultFailure],
    ["invalid_scope", explainGrant],
    ["unsupported_grant_type", explainGrant],
]);

/**
 * Returns cause and solution for the token endpoint, where 400 and 401 are about credentials (RFC 6749, 5.2).
 *
 * @param oauthError The error of the response in the form of OAuth.
 * @param isPage True for a response that is a page, which no token endpoint sends.
 */
export function explainToken(
    response: ResponseFacts,
    setting = settingOfUrl(),
    oauthError = "",
    isPage = false,
): Explanation {
    const { status, gateway } = response;
    const explanation = explanationsOfOAuth.get(oauthError)?.();
    if (explanation !== undefined) {
        return explanation;
    }
    const isAboutKey = gateway === undefined && (status === 400 || status === 401 || status === 403);
    if (isAboutKey && isPage) {
        return explainForeign(response, "");
    }
    if (isAboutKey) {
        const names = ["clientId", "clientSecret", "tenant"];
        const [id, secret, tenant] = names.map((name) => words().setting(name));
        return {
            cause: "the vault does not accept the client id, the client secret or the tenant.",
            solution: `check ${id}, ${secret} and ${tenant} (or SENHASEGURA_CLIENT_ID, SENHASEGURA_CLIENT_SECRET, SENHASEGURA_TENANT), then the access key's settings in the vault (${keySettings}).`,
        };
    }
    if (effectiveStatus(response) === 404 && setting !== settingOfUrl()) {
        return {
            cause: `the gateway has no such route: ${setting} is wrong, or the access key is not accepted.`,
            solution: `correct ${setting}, then check ${credentials()}.`,
        };
    }
    return explain(response, setting);
}
