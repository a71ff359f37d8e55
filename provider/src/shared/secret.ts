/** A value that no log, error or `util.inspect` shows. */
export class Secret<T = string> {
    readonly #value: T;

    constructor(value: T) {
        this.#value = value;
    }

    /** The value itself, for the one place that needs it. */
    reveal(): T {
        return this.#value;
    }
}
