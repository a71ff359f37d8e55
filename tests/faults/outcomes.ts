import type { FaultName } from "./support/faultRows";
import type { Outcome } from "./support/outcome";

/** The outcome of each call for each fault with default settings, in the order of `callNames`. */
export type Outcomes = Readonly<Record<FaultName, readonly [Outcome, Outcome, Outcome, Outcome]>>;

/** Only the first attempt meets the fault. */
// biome-ignore format: one line for each fault, one column for each call.
export const once: Outcomes = {
    //                                           token               list                read                disable
    "504 of the gateway":                       ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "504 of the gateway, though done":          ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "502 of the gateway":                       ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "502 of the gateway, though done":          ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "503 of the gateway":                       ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "503 of the gateway, though done":          ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "429, Retry-After: 7":                      ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "429, Retry-After a date in 7 s":           ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "429, Retry-After: 3600":                   ["refused: 429",     "refused: 429",     "refused: 429",     "refused: 429"],
    "429 without Retry-After":                  ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "500 of the vault":                         ["refused: 500",     "refused: 500",     "refused: 500",     "unconfirmed: 500"],
    "500 of the vault, though done":            ["refused: 500",     "refused: 500",     "refused: 500",     "unconfirmed: 500"],
    "401 of the gateway":                       ["refused: 401",     "done, new token",  "done, new token",  "done, new token"],
    "403 of the gateway":                       ["refused: 403",     "done, new token",  "done, new token",  "done, new token"],
    "404 of the gateway":                       ["refused: 404",     "done, new token",  "done, new token",  "done, new token"],
    "302, a redirect":                          ["refused: 302",     "refused: 302",     "refused: 302",     "refused: 302"],
    "connection reset":                         ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "connection reset, though done":            ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "no answer in time":                        ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "no answer in time, though done":           ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "answer cut in its body, a 200":            ["done, 2 attempts", "done, 2 attempts", "taken for active", "done, 2 attempts"],
    "answer cut in its body, though done":      ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "200 whose body never ends":                ["done, 2 attempts", "done, 2 attempts", "taken for active", "done, 2 attempts"],
    "200 with a page of HTML":                  ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "200 with a page of HTML, though done":     ["done, 2 attempts", "done, 2 attempts", "done, 2 attempts", "done, 2 attempts"],
    "200 with an empty body":                   ["done, 2 attempts", "done, 2 attempts", "taken for active", "done, 2 attempts"],
    "200 with other JSON":                      ["done, 2 attempts", "done, 2 attempts", "taken for active", "done, 2 attempts"],
    "200 with 1 MB of junk":                    ["done, 2 attempts", "done, 2 attempts", "taken for active", "done, 2 attempts"],
    "200 with `error: true`":                   ["refused: 200",     "refused: 200",     "taken for active", "unconfirmed: 200"],
    "200 with `error: true`, though done":      ["refused: 200",     "refused: 200",     "taken for active", "unconfirmed: 200"],
};

/** Every attempt meets the fault. */
// biome-ignore format: one line for each fault, one column for each call.
export const forEver: Outcomes = {
    //                                           token                                 list                                  read                                  disable
    "504 of the gateway":                       ["refused: 504, 13 attempts",          "refused: 504, 13 attempts",          "refused: 504, 13 attempts",          "unconfirmed: 504, 13 attempts"],
    "504 of the gateway, though done":          ["refused: 504, 13 attempts",          "refused: 504, 13 attempts",          "refused: 504, 13 attempts",          "unconfirmed: 504, 13 attempts"],
    "502 of the gateway":                       ["refused: 502, 13 attempts",          "refused: 502, 13 attempts",          "refused: 502, 13 attempts",          "unconfirmed: 502, 13 attempts"],
    "502 of the gateway, though done":          ["refused: 502, 13 attempts",          "refused: 502, 13 attempts",          "refused: 502, 13 attempts",          "unconfirmed: 502, 13 attempts"],
    "503 of the gateway":                       ["refused: 503, 13 attempts",          "refused: 503, 13 attempts",          "refused: 503, 13 attempts",          "unconfirmed: 503, 13 attempts"],
    "503 of the gateway, though done":          ["refused: 503, 13 attempts",          "refused: 503, 13 attempts",          "refused: 503, 13 attempts",          "unconfirmed: 503, 13 attempts"],
    "429, Retry-After: 7":                      ["refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts"],
    "429, Retry-After a date in 7 s":           ["refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts"],
    "429, Retry-After: 3600":                   ["refused: 429",                       "refused: 429",                       "refused: 429",                       "refused: 429"],
    "429 without Retry-After":                  ["refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts",          "refused: 429, 13 attempts"],
    "500 of the vault":                         ["refused: 500",                       "refused: 500",                       "refused: 500",                       "unconfirmed: 500"],
    "500 of the vault, though done":            ["refused: 500",                       "refused: 500",                       "refused: 500",                       "unconfirmed: 500"],
    "401 of the gateway":                       ["refused: 401",                       "refused: 401, new token",            "refused: 401, new token",            "refused: 401, new token"],
    "403 of the gateway":                       ["refused: 403",                       "refused: 403, new token",            "refused: 403, new token",            "refused: 403, new token"],
    "404 of the gateway":                       ["refused: 404",                       "refused: 404, new token",            "refused: 404, new token",            "refused: 404, new token"],
    "302, a redirect":                          ["refused: 302",                       "refused: 302",                       "refused: 302",                       "refused: 302"],
    "connection reset":                         ["no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "unconfirmed: ECONNRESET, 13 attempts"],
    "connection reset, though done":            ["no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "unconfirmed: ECONNRESET, 13 attempts"],
    "no answer in time":                        ["no answer: ETIMEDOUT, 4 attempts",   "no answer: ETIMEDOUT, 4 attempts",   "no answer: ETIMEDOUT, 4 attempts",   "unconfirmed: ETIMEDOUT, 4 attempts"],
    "no answer in time, though done":           ["no answer: ETIMEDOUT, 4 attempts",   "no answer: ETIMEDOUT, 4 attempts",   "no answer: ETIMEDOUT, 4 attempts",   "unconfirmed: ETIMEDOUT, 4 attempts"],
    "answer cut in its body, a 200":            ["no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "taken for active",                   "unconfirmed: ECONNRESET, 13 attempts"],
    "answer cut in its body, though done":      ["no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "no answer: ECONNRESET, 13 attempts", "unconfirmed: ECONNRESET, 13 attempts"],
    "200 whose body never ends":                ["no answer: ETIMEDOUT, 4 attempts",   "no answer: ETIMEDOUT, 4 attempts",   "taken for active",                   "unconfirmed: ETIMEDOUT, 4 attempts"],
    "200 with a page of HTML":                  ["refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "unconfirmed: 200, 13 attempts"],
    "200 with a page of HTML, though done":     ["refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "unconfirmed: 200, 13 attempts"],
    "200 with an empty body":                   ["refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "taken for active",                   "unconfirmed: 200, 13 attempts"],
    "200 with other JSON":                      ["refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "taken for active",                   "unconfirmed: 200, 13 attempts"],
    "200 with 1 MB of junk":                    ["refused: 200, 13 attempts",          "refused: 200, 13 attempts",          "taken for active",                   "unconfirmed: 200, 13 attempts"],
    "200 with `error: true`":                   ["refused: 200",                       "refused: 200",                       "taken for active",                   "unconfirmed: 200"],
    "200 with `error: true`, though done":      ["refused: 200",                       "refused: 200",                       "taken for active",                   "unconfirmed: 200"],
};
