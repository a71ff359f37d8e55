/** One setting as plain data: the reader, doctor, the docs and the schema of a provider are made from it. */
export interface Setting {
    type: "string" | "number" | "integer" | "boolean" | "list";
    /** Further rules for a text, or for each entry of a list. */
    format?: "baseUrl" | "endpointUrl" | "file" | "pem" | "passphrase" | "protectionRule";
    /** The environment variable that is read when the stack configuration does not have the setting. */
    variable?: string;
    required?: true;
    secret?: true;
    enum?: readonly string[];
    unit?: string;
    minimum?: number;
    maximum?: number;
    default?: string | number | boolean;
    /** Text for the docs when the default is not a constant. */
    defaultText?: string;
    /** One sentence, in Markdown. */
    description: string;
    /** A valid value. */
    example: string;
}
