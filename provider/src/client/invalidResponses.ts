import { words } from "../shared/vocabulary";
import type { FailureDescription, LocatedFailure } from "./connectionFailure";

/** The likely cause, named alike in all explanations. */
const between = "a proxy, load balancer or security appliance";

const correctHeaders =
    "ask the administrator of the vault, or of what stands before it, to correct the headers of its responses.";

/** The end of a summary, the cause, and a solution of its own, by the code of the failure. */
const invalid: readonly [code: RegExp, problem: (failure: LocatedFailure) => string, cause: string, fix?: string][] = [
    [
        /^HPE_HEADER_OVERFLOW$/,
        () => "with headers of more than 16 kB",
        `${between} adds headers, or the port speaks another protocol.`,
    ],
    [
        /^HPE_/,
        () => "but not in valid HTTP",
        `${between} before the vault sends invalid HTTP, or the port speaks another protocol.`,
    ],
    [
        /^(Z_|ERR_BROTLI|ERR__ERROR)/,
        () => "but its body is not compressed as its headers declare",
        `${between} before the vault changes the body or its Content-Encoding.`,
        correctHeaders,
    ],
    [
        /^UNSUPPORTED_ENCODING$/,
        ({ detail }) => `but its body has the Content-Encoding ${detail}, which was not asked for`,
        `${between} before the vault compresses the body.`,
        correctHeaders,
    ],
    [
        /^ERR_ENCODING_NOT_SUPPORTED$/,
        ({ detail }) => `but its headers declare the charset ${detail}, which is unknown`,
        `the vault, or ${between} before it, declares a wrong charset.`,
        correctHeaders,
    ],
    [
        /^ERR_ENCODING_/,
        ({ detail }) => `but its body is not valid ${detail}`,
        `the vault, or ${between} before it, sends another charset than its headers declare.`,
        correctHeaders,
    ],
    [
        /^INVALID_LENGTH$/,
        ({ detail }) => `but its body is not as long as its headers declare (${detail})`,
        `${between} before the vault changes the body or its Content-Length.`,
        correctHeaders,
    ],
    [
        /^max-size$/,
        () => "with a body of more than 64 MB",
        "no answer of the vault is as large: another server, or a server before the vault, sent it.",
    ],
];

/** The codes of a response that came, but is not valid. */
export const invalidCodes = invalid.map(([code]) => code);

/**
 * Describes a response that came, but is not valid HTTP, not what its headers declare, or not complete. Returns
 * undefined where nothing came.
 */
export function describeInvalidResponse(failure: LocatedFailure): FailureDescription | undefined {
    const { code, status, vault, setting, timeoutMs } = failure;
    const solution = `check what stands between here and the vault, and the host and port of ${setting}. Then run again.`;
    const answer = status === undefined ? "answered," : `answered ${status},`;
    for (const [pattern, problem, cause, fix] of invalid) {
        if (pattern.test(code)) {
            return { summary: `${vault} ${answer} ${problem(failure)} (${code})`, cause, solution: fix ?? solution };
        }
    }
    if (status === undefined) {
        return undefined;
    }
    return code === "ETIMEDOUT"
        ? {
              summary: `${vault} ${answer} but its body was not complete within ${timeoutMs / 1000} s`,
              cause: `the vault is too slow, or ${between} before it holds the body back.`,
              solution: `raise ${words().setting("timeoutSeconds")}, or run again when the vault answers.`,
          }
        : {
              summary: `${vault} ${answer} but its body is not complete (${code})`,
              cause: `the vault, or ${between} before it, cut the connection before the end of the body.`,
              solution,
          };
}
