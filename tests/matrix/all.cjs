// `npm run test:matrix` loads this file by --require, because not every shell can set a variable before a command.
process.env.MATRIX = "all";
