import { type Answer, jsonAnswer } from "./answer";
import type { VaultVersion } from "./simulatorOptions";

/** The vault's bodies in one version's spelling ("Body shapes" of the API page). */
export interface BodyShapes {
    /** A success; `extra` stands beside `response`, as the list and the read call have it. */
    success(
        status: number,
        message: string,
        extra?: Record<string, unknown>,
        more?: Pick<Answer, "acted" | "secretOf">,
    ): Answer;
    /** A 400 with a code, which becomes the message's prefix: `refusal(1005, "Password not found")`. */
    refusal(code: number, words: string): Answer;
    /** A body that says `error: true` under any status, without a code and so without `exception`. */
    failure(status: number, message: string): Answer;
}

/** The shapes of one version; with `omitException`, failures leave the `exception` object out. */
export function createBodyShapes(version: VaultVersion, omitException: boolean): BodyShapes {
    const outerCode = (status: number) => (version === "3.32" ? {} : { code: status });
    const response = (status: number, message: string, error: boolean, errorCode: number) => {
        const english = { status, message, error, error_code: errorCode };
        if (version === "3.32") {
            return { ...english, mensagem: message, erro: error, cod_erro: errorCode };
        }
        const second = version === "4.0" ? { Message: message } : { mensagem: message };
        return { ...english, detail: "", ...second, erro: error, cod_erro: errorCode };
    };
    return {
        success(status, message, extra = {}, more = {}) {
            const body = { ...outerCode(status), response: response(status, message, false, 0), ...extra };
            return jsonAnswer("vault", status, body, more);
        },
        refusal(code, words) {
            const message = `${code}: ${words}`;
            // 3.32's pages show error_code 1 for 1006 alone: it is a flag of no use, and never the code.
            const errorCode = version === "3.32" && code !== 1006 ? 0 : 1;
            const exception = { exception: { code, message, detail: version === "3.32" ? "" : null } };
            return jsonAnswer("vault", 400, {
                ...outerCode(400),
                response: response(400, message, true, errorCode),
                ...(omitException ? {} : exception),
            });
        },
        failure(status, message) {
            return jsonAnswer("vault", status, { ...outerCode(status), response: response(status, message, true, 1) });
        },
    };
}
