import assert from "node:assert/strict";
import { allLatenciesMs, allSizes } from "../../../bench/commandLine";
import { forms } from "../../../bench/forms";
import { estimateSeconds, planCycles } from "../../../bench/plan";

describe("the bench's plan", () => {
    const whole = {
        sizes: allSizes,
        latenciesMs: allLatenciesMs,
        forms: forms.map((form) => form.name),
        rounds: 3,
        quick: false,
    };

    it("measures bounded cells in rounds and the rest once", () => {
        const rounds = (form: string, size: number, latencyMs = 0) =>
            planCycles(whole).filter(
                (cycle) => cycle.form === form && cycle.size === size && cycle.latencyMs === latencyMs,
            ).length;
        assert.deepEqual([rounds("set", 1), rounds("set", 1_000), rounds("set", 10_000)], [3, 3, 3]);
        assert.deepEqual([rounds("set", 1_000, 30), rounds("set", 10_000, 30), rounds("set", 10)], [3, 1, 1]);
        assert.deepEqual([rounds("tofu", 1_000), rounds("tofu", 1_000, 30), rounds("closure", 100)], [3, 1, 1]);
        assert.deepEqual([rounds("terraform-set", 1_000), rounds("terraform-set", 10_000)], [3, 1]);
    });

    it("measures a set of 1,000, right before OpenTofu", () => {
        const order = planCycles({ ...whole, latenciesMs: [0] }).map(({ form, size }) => `${form} ${size}`);
        const first = order.indexOf("set 1000");
        assert.deepEqual(order.slice(first, first + 3), ["set 1000", "set-plugin-yaml 1000", "tofu 1000"]);
    });

    it("measures a slow vault only with the forms that a latency changes most", () => {
        const slow = planCycles(whole).filter(({ latencyMs }) => latencyMs > 0);
        assert.deepEqual([...new Set(slow.map(({ form }) => form))].sort(), [
            "curl",
            "curl-kept-alive",
            "set",
            "set-plugin-yaml",
            "single-no-checkpoints",
            "tofu",
            "tofu-newest",
        ]);
    });

    it("ends within 40 minutes", () => {
        const seconds = planCycles(whole).reduce((sum, cycle) => sum + estimateSeconds(cycle), 0);
        assert.ok(seconds < 40 * 60, `${seconds} s`);
    });

    it("has the main ratios in five minutes", () => {
        const cycles = planCycles({ ...whole, quick: true });
        const seconds = cycles.reduce((sum, cycle) => sum + estimateSeconds(cycle), 0);
        assert.ok(seconds < 5 * 60, `${seconds} s`);
        assert.ok(cycles.some(({ form, size }) => form === "tofu" && size === 1_000));
    });

    it("measures a single password only with sets and with our Terraform provider", () => {
        assert.deepEqual(
            new Set(
                planCycles(whole)
                    .filter(({ size }) => size === 1)
                    .map(({ form }) => form),
            ),
            new Set(["set", "set-plugin-yaml", "terraform", "terraform-set"]),
        );
    });

    it("gives no form more passwords than its largest size", () => {
        const largest = planCycles(whole).filter((cycle) => cycle.size === 10_000);
        assert.deepEqual(
            new Set(largest.map((cycle) => cycle.form)),
            new Set(["set", "set-plugin-yaml", "terraform-set", "curl", "curl-kept-alive"]),
        );
    });
});
