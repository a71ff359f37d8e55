import { findOnPath } from "../../engine/onPath";

/** A LibreOffice for tests, or the reason why there is none. */
export type LibreOfficeFound =
    | { executablePath: string; refused?: never }
    | { executablePath?: never; refused: string };

const names = ["soffice", "libreoffice"];

/** Returns the program that LIBREOFFICE names, even if it does not exist, else the first LibreOffice on PATH. */
export function findLibreOffice({ env, platform } = process): LibreOfficeFound {
    const [executablePath] = [
        ...(env.LIBREOFFICE ? [env.LIBREOFFICE] : []),
        ...names.flatMap((name) => findOnPath(name, { env, platform })),
    ];
    return executablePath === undefined
        ? { refused: "there is no soffice on PATH; Debian has it by `apt-get install libreoffice-calc-nogui`" }
        : { executablePath };
}
