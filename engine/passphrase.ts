/** Encrypts stack configuration as Pulumi's passphrase provider does: PBKDF2-SHA256, then AES-256-GCM. */
import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";

/** Encrypts for stacks that share one passphrase and one salt. */
export interface Encrypter {
    /** The value of `encryptionsalt` in a stack's settings. */
    readonly salt: string;
    /** Returns the value of `secure` for a text. */
    encrypt(plain: string): string;
}

/** Pulumi's own number of iterations: a key takes some tenths of a second. */
const iterations = 1_000_000;
const encrypters = new Map<string, Encrypter>();

/** Returns the encrypter of a passphrase. One process derives one key for each. */
export function encrypterOf(passphrase: string): Encrypter {
    const known = encrypters.get(passphrase) ?? createEncrypter(passphrase);
    encrypters.set(passphrase, known);
    return known;
}

function createEncrypter(passphrase: string): Encrypter {
    const salt = randomBytes(8);
    const key = pbkdf2Sync(passphrase, salt, iterations, 32, "sha256");
    const encrypt = (plain: string) => {
        const nonce = randomBytes(12);
        const cipher = createCipheriv("aes-256-gcm", key, nonce);
        const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
        return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
    };
    // The engine decrypts this word to check a passphrase.
    return { salt: `v1:${salt.toString("base64")}:${encrypt("pulumi")}`, encrypt };
}
