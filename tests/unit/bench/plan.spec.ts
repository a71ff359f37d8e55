import assert from "node:assert/strict";
import { allLatenciesMs, allSizes } from "../../../bench/commandLine";
import { forms } from "../../../bench/forms";
import { isLong, planCycles } from "../../../bench/plan";

describe("the bench's plan", () => {
    const whole = { sizes: allSizes, latenciesMs: allLatenciesMs, forms: forms.map((form) => form.name), rounds: 3 };

    it("measures what a bound is about three times, and what takes long once", () => {
        const rounds = (form: string, size: number) =>
            planCycles(whole).filter((cycle) => cycle.form === form && cycle.size === size && cycle.latencyMs === 0)
                .length;
        assert.equal(rounds("set", 10_000), 3);
        assert.equal(rounds("tofu", 1_000), 3);
        assert.equal(rounds("closure", 1_000), 1);
    });

    it("goes through all forms before it measures one again", () => {
        const cycles = planCycles({ ...whole, sizes: [10], latenciesMs: [0], rounds: 2 });
        assert.deepEqual(
            cycles.map((cycle) => cycle.round),
            cycles.map((_, index) => (index < cycles.length / 2 ? 1 : 2)),
        );
    });

    it("measures a set of 1,000 and OpenTofu one right after the other", () => {
        const order = planCycles({ ...whole, latenciesMs: [0], rounds: 1 }).map(({ form, size }) => `${form} ${size}`);
        assert.deepEqual(order.slice(4, 7), ["set 1000", "tofu 1000", "tofu-one-call 1000"]);
    });

    it("gives no form more passwords than it is meant for", () => {
        const largest = planCycles(whole).filter((cycle) => cycle.size === 10_000);
        assert.deepEqual(new Set(largest.map((cycle) => cycle.form)), new Set(["set", "curl", "curl-kept-alive"]));
    });

    it("takes ten passwords for short, whatever the form", () => {
        assert.deepEqual(
            forms.filter(({ name }) => isLong({ form: name, size: 10, latencyMs: 30 })),
            [],
        );
    });
});
