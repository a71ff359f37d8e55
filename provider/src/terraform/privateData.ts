import { randomUUID } from "node:crypto";

/** The data that Terraform keeps with a state or a plan, and does not show. */
export interface PrivateData {
    /** Tells the declarations of a configuration apart: Terraform does not pass addresses. */
    id: string;
    /** In a plan, true where the destroy of the state ends the resource, or replaces it by another password. */
    isEnd?: boolean;
    /** In a plan, true where an error of the whole run concerns it, too. An apply refuses it. */
    isRefused?: boolean;
}

/** Reads private data; a new object gets a random id. */
export function readPrivate(bytes: Uint8Array): PrivateData {
    const data: Partial<PrivateData> = bytes.length === 0 ? {} : JSON.parse(Buffer.from(bytes).toString("utf8"));
    return { ...data, id: data.id ?? randomUUID() };
}

export function writePrivate(data: PrivateData): Uint8Array {
    return Buffer.from(JSON.stringify(data));
}
