import { type Explanation, explainToken, settingOfUrl } from "./explanations";
import { judge, type Verdict } from "./retry";
import type { Settings } from "./settings";
import type { Exchange } from "./transport";
import { defaultTokenUrl } from "./vaultUrl";
import { type Answer, isSuccess, readToken, refusesToken } from "./wire";

/** The request for a token, and how its answers are understood. */
export interface TokenRequest {
    exchange: Exchange;
    verdictOf(answer: Answer, body: string): Verdict;
    explain(answer: Answer): Explanation;
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
            if (isSuccess(answer.status) && !answer.gateway && !answer.refused) {
                return readToken(body) ? "accept" : refusesToken(body) ? "refuse" : "retry";
            }
            return judge(answer);
        },
        explain: (answer) => explainToken(answer, setting),
    };
}
