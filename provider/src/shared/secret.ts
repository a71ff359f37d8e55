/** A value that logs, errors and `util.inspect` do not show. */
export class Secret<T = string> {
    readonly #value: T;

    constructor(value: T) {
        this.#value = value;
    }

    reveal(): T {
        return this.#value;
    }
}
