import type { Settings } from "../settings/settings";
import { defaultTokenUrl } from "../settings/vaultUrl";
import { type Explanation, explainToken, settingOfUrl } from "../shared/explanations";
import { type ApiResponse, isSuccess, readToken, refusesToken } from "./responses";
import { classifyResponse, type RetryDecision } from "./retry";
import type { HttpRequest } from "./transport";

/** The request for a token, and how its answers are understood. */
export interface TokenRequest {
    exchange: HttpRequest;
    verdictOf(answer: ApiResponse, body: string): RetryDecision;
    explain(answer: ApiResponse): Explanation;
}

/** OAuth 2.0 client credentials, form-encoded (RFC 6749, section 4.4; `mysafe-api.md`, "Base and authentication"). */
export function createTokenRequest({ url, clientId, clientSecret, tenant, tokenUrl }: Settings): TokenRequest {
    const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret.reveal(),
        ...(tenant === undefined ? {} : { tenant }),
    });
    const setting = tokenUrl === defaultTokenUrl(url) ? settingOfUrl : "mysafe:tokenUrl";
    return {
        exchange: {
            name: `POST ${new URL(tokenUrl).pathname.slice(1)}`,
            method: "POST",
            url: tokenUrl,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: form.toString(),
            setting,
        },
        verdictOf(answer, body) {
            // A token is not in the vault's form: what makes a 2xx the token endpoint's own is a token in it.
            if (isSuccess(answer.status) && !answer.gateway && !answer.isMarkedAsError) {
                return readToken(body) ? "accept" : refusesToken(body) ? "refuse" : "retry";
            }
            return classifyResponse(answer);
        },
        explain: (answer) => explainToken(answer, setting),
    };
}
