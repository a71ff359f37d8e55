import type { Settings } from "../settings/settings";
import { defaultTokenUrl } from "../settings/vaultUrl";
import { type Explanation, settingOfUrl } from "../shared/explanations";
import { words } from "../shared/vocabulary";
import { firstText, parseObject } from "./json";
import { type ApiCall, createVaultError, type RequestSender } from "./requestSender";
import { type ApiResponse, isSuccess } from "./responses";
import { classifyResponse, type RetryDecision } from "./retry";
import type { AccessToken } from "./tokenCache";
import { explainToken } from "./tokenExplanations";

/** One hour, the vault's default where `expires_in` is missing. */
const defaultTokenSeconds = 3600;

/** Requests a token by client credentials (RFC 6749, section 4.4). */
export async function requestToken(settings: Settings, sender: RequestSender): Promise<AccessToken> {
    const call = createTokenCall(settings);
    const result = await sender.send(call);
    const { decision, response, body = "" } = result;
    const token = decision === "accept" ? readToken(body) : undefined;
    if (token !== undefined) {
        return token;
    }
    if (isSuccess(response.status) && hasUnusableToken(body)) {
        const answered = { ...result, response: { ...response, fromVault: true } };
        throw createVaultError({ ...call, explain: explainUnusableToken }, answered);
    }
    throw createVaultError(call, result);
}

function explainUnusableToken(): Explanation {
    return {
        cause: "the access token contains characters that no HTTP header can carry, so no request can be sent with it.",
        solution: `check ${words().setting("tokenUrl")}, and ask the administrator of the token endpoint for a token by RFC 6750.`,
    };
}

function createTokenCall({ url, clientId, clientSecret, tenant, tokenUrl }: Settings): ApiCall {
    const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret.reveal(),
        ...(tenant === undefined ? {} : { tenant }),
    });
    const setting = tokenUrl === defaultTokenUrl(url) ? settingOfUrl() : words().setting("tokenUrl");
    return {
        request: {
            name: `POST ${new URL(tokenUrl).pathname.slice(1)}`,
            method: "POST",
            url: tokenUrl,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: form.toString(),
            setting,
        },
        classify: classifyTokenResponse,
        explain: (response, body) => explainToken(response, setting, errorOf(body), /^\s*</.test(body)),
        // An unreadable success can hold a token.
        hidesSuccessMessage: true,
    };
}

function classifyTokenResponse(response: ApiResponse, body: string): RetryDecision {
    // An OAuth server can say "later" in its own form.
    if (/^(temporarily_unavailable|slow_down)$/.test(errorOf(body) ?? "")) {
        return "retry";
    }
    // Not a success of the token endpoint: the rules of all requests decide.
    if (!isSuccess(response.status) || response.gateway !== undefined || response.isMarkedAsError) {
        return classifyResponse(response);
    }
    // A token is not in the vault's form, so the token itself makes the success.
    if (readToken(body)) {
        return "accept";
    }
    // An OAuth error is final, and so is a token that no request can carry. All else comes from a proxy or was cut.
    return errorOf(body) !== undefined || hasUnusableToken(body) ? "refuse" : "retry";
}

/** Reads the token endpoint's response; undefined where it holds no token. */
export function readToken(body: string): AccessToken | undefined {
    const json = parseObject(body);
    const accessToken = firstText(json?.access_token);
    const seconds = Number(json?.expires_in);
    return accessToken === undefined || !headerText.test(accessToken)
        ? undefined
        : { accessToken, expiresInSeconds: seconds > 0 ? seconds : defaultTokenSeconds };
}

/** The characters of a token (RFC 6750, section 2.1), and the others that a header can carry. */
const headerText = /^[\x21-\x7e]+$/;

function hasUnusableToken(body: string): boolean {
    // `readToken` has not accepted it.
    return readToken(body) === undefined && firstText(parseObject(body)?.access_token) !== undefined;
}

/** Returns the error of an OAuth server (RFC 6749, section 5.2), whatever the status. */
export function errorOf(body: string): string | undefined {
    const error = parseObject(body)?.error;
    return typeof error === "string" ? error : undefined;
}
