import { type HttpResponse, jsonResponse } from "../shared/httpResponse";
import type { VaultVersion } from "./vaultVersion";

/** The vault's response bodies as one version spells them ("Body shapes" of the API page). */
export interface BodyShapes {
    /** A success. `extra` appears beside `response`, as in the list and read responses. */
    success(
        status: number,
        message: string,
        extra?: Record<string, unknown>,
        more?: Pick<HttpResponse, "acted" | "secretOf">,
    ): HttpResponse;
    /** A 400 with a code. The code prefixes the message: `rejection(1005, "Password not found")`. */
    rejection(code: number, message: string): HttpResponse;
    /** A body with `error: true`, under any status, without a code and so without `exception`. */
    failure(status: number, message: string): HttpResponse;
}

/** Returns the shapes of one version. With `omitException`, rejections leave the `exception` object out. */
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
            return jsonResponse("vault", status, body, more);
        },
        rejection(code, text) {
            const message = `${code}: ${text}`;
            // The pages of 3.32 show error_code 1 for 1006 only. It is a flag and never carries the code.
            const errorCode = version === "3.32" && code !== 1006 ? 0 : 1;
            const exception = { exception: { code, message, detail: version === "3.32" ? "" : null } };
            return jsonResponse("vault", 400, {
                ...outerCode(400),
                response: response(400, message, true, errorCode),
                ...(omitException ? {} : exception),
            });
        },
        failure(status, message) {
            return jsonResponse("vault", status, {
                ...outerCode(status),
                response: response(status, message, true, 1),
            });
        },
    };
}
