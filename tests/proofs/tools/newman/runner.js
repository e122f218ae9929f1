// Runs collections one after the other: each line of the input names one, each line of the output says how it went.
// Loading Newman takes longer than any of the runs.
const { createInterface } = require("node:readline");
const newman = require("newman");

const run = ({ collection, base, pause }) =>
  new Promise((done) => {
    const options = { collection, envVar: [{ key: "base", value: base }], delayRequest: pause };
    newman.run(options, (error, summary) => {
      const failures = error ? [error] : summary.run.failures.map((failure) => failure.error);
      done({
        checked: error ? 0 : summary.run.stats.assertions.total,
        failures: failures.map(({ message }) => message),
      });
    });
  });

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await run(JSON.parse(line))));
  }
})();
