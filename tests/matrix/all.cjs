// Given to mocha with --require, by `npm run test:matrix`: it works in every shell, unlike a variable before a command.
process.env.MATRIX = "all";
