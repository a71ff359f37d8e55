/** Reads and writes a stack's files as the Pulumi CLI leaves them, without a process of it. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { type Encrypter, encrypterOf } from "./passphrase";

/** One resource as `pulumi stack export` writes it, as far as tests look at it. */
export interface ExportedResource {
    urn: string;
    type: string;
    id?: string;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
}

/** A value of the configuration: a text, or the list that `pulumi config set --path` makes. */
export type ConfigValue = string | readonly (string | number)[];

/** A new stack's settings, by key. */
export interface StackSettings {
    config: Readonly<Record<string, ConfigValue>>;
    secrets: Readonly<Record<string, string>>;
}

interface SettingsFile {
    encryptionsalt: string;
    config?: Record<string, unknown>;
}

/** The files of one stack: its settings, its checkpoint, and the project's choice of it. */
export class StackFiles {
    readonly #settings: string;
    readonly #checkpoint: string;

    /**
     * @param folder The real path of the folder that holds `Pulumi.yaml`.
     * @param env The environment of the stack's commands. It names the backend's folder, Pulumi's home and the passphrase.
     */
    constructor(
        readonly folder: string,
        readonly env: NodeJS.ProcessEnv,
        readonly project: string,
        readonly name: string,
    ) {
        this.#settings = join(folder, `Pulumi.${name}.yaml`);
        this.#checkpoint = join(this.#state, "stacks", project, `${name}.json`);
    }

    get #backend(): string {
        return this.env.PULUMI_BACKEND_URL ?? "";
    }

    get #state(): string {
        return join(fileURLToPath(this.#backend), ".pulumi");
    }

    get #encrypter(): Encrypter {
        return encrypterOf(this.env.PULUMI_CONFIG_PASSPHRASE ?? "");
    }

    /** Does what `pulumi stack init` and `pulumi config set-all` do. */
    create({ config, secrets }: StackSettings): void {
        const { salt, encrypt } = this.#encrypter;
        const settings = [
            ...Object.entries(config).map(([key, value]) => [this.#full(key), value]),
            ...Object.entries(secrets).map(([key, value]) => [this.#full(key), { secure: encrypt(value) }]),
        ];
        this.#write({ encryptionsalt: salt, config: Object.fromEntries(settings) });

        const stack = `organization/${this.project}/${this.name}`;
        const latest = {
            manifest: { time: new Date().toISOString(), magic: "", version: "" },
            secrets_providers: { type: "passphrase", state: { salt } },
            metadata: {},
        };
        mkdirSync(join(this.#checkpoint, ".."), { recursive: true });
        writeFileSync(this.#checkpoint, JSON.stringify({ version: 3, checkpoint: { stack, latest } }));
        writeFileSync(join(this.#state, "meta.yaml"), "version: 1\n");

        const hash = createHash("sha1").update(join(this.folder, "Pulumi.yaml")).digest("hex");
        const workspaces = join(this.env.PULUMI_HOME ?? "", "workspaces");
        mkdirSync(workspaces, { recursive: true });
        const selected = join(workspaces, `${this.project}-${hash}-workspace.json`);
        writeFileSync(selected, JSON.stringify({ stacks: { [this.#backend]: stack } }));
    }

    /** Does what `pulumi config set` does, with `--path` for a list. */
    configure(key: string, value: ConfigValue): void {
        this.#change((config) => ({ ...config, [this.#full(key)]: value }));
    }

    /** Does what `pulumi config set --secret` does. */
    configureSecret(key: string, value: string): void {
        const { salt, encrypt } = this.#encrypter;
        const { encryptionsalt } = this.#read();
        if (encryptionsalt !== salt) {
            throw new Error(`${this.#settings} has the salt of another run`);
        }
        this.#change((config) => ({ ...config, [this.#full(key)]: { secure: encrypt(value) } }));
    }

    /** Does what `pulumi config rm` does. */
    unconfigure(key: string): void {
        this.#change(({ [this.#full(key)]: _, ...others }) => others);
    }

    /** Returns the resources of the last checkpoint. */
    resources(): ExportedResource[] {
        return JSON.parse(readFileSync(this.#checkpoint, "utf8")).checkpoint.latest.resources ?? [];
    }

    /** A key without a colon is the project's own. */
    #full(key: string): string {
        return key.includes(":") ? key : `${this.project}:${key}`;
    }

    #change(change: (config: Record<string, unknown>) => Record<string, unknown>): void {
        const settings = this.#read();
        this.#write({ ...settings, config: change(settings.config ?? {}) });
    }

    #read(): SettingsFile {
        return parse(readFileSync(this.#settings, "utf8"));
    }

    #write(settings: SettingsFile): void {
        writeFileSync(this.#settings, stringify(settings, { lineWidth: 0 }));
    }
}
