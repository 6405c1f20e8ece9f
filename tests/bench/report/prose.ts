/** What docs/benchmarks.md says of the contestants and of how they are measured. */

export const CONTESTANT_TEXT = `## The contestants

All three are programs of a few lines in [tests/bench/contestants](../tests/bench/contestants), run by the real Pulumi CLI with the same @pulumi/pulumi, the same contacts and the same secrets. A contact has all four channels, with addresses and keys as long as real ones.

- **floor**: a dynamic provider that does nothing. It has a create and an update, which give back their inputs, and a \`__provider\` text of 38 bytes. What it costs is the engine, the provider host and @pulumi/pulumi.
- **ours**: the packed package, installed from its tarball.
- **naive**: a dynamic provider as tutorials write it: rules, signature and undici client in one file, captured in the closure, and one call an operation.

Why the comparison is fair: the floor and the naive one mark the same values as secrets as \`vmp.Contact\` does, and the floor names the same secret outputs, so that the engine encrypts the same for the first two. The naive one keeps its connections open and shares one provider object between all contacts; many tutorials do neither. Each has a stack and a service of its own.

Where it is not: the emulator runs on the same machine, so what it works for ours and for the naive one is taken from the same cores, while the floor calls nothing; a real service would not. The naive one does not retry, does not look for a contact whose create was lost, leaves no secrets out of its messages, and names no secret outputs. So it does less than ours for what it costs, and it fails where a service refuses a call. The programs are JavaScript: the type check of a TypeScript program would take some seconds of every run, the same for all.`;

export const METHOD_TEXT = `## How it is measured

- \`npm run bench\` does all of it and writes this page; \`npm run bench -- --quick\` does one round with few contacts in under two minutes; \`--rounds N\` sets the rounds.
- Every contestant of a group does a step before any does the next one, in an order that rotates from step to step and from round to round.
- The time is that of the whole command, from its start to its end. Processor time is user and system time of the command and of all processes below it, as the shell's \`times\` says. Memory and processor time of the provider host come from Linux's /proc, and are not measured elsewhere.
- Before the refresh all e-mail addresses are confirmed, as in a stack that has lived for a day: ours warns of each that is not.
- Calls are counted by the emulator. Bytes are those of a contact's entry in the state, as JSON without blanks.
- Instructions are counted by \`perf\`, or by \`valgrind\` where perf cannot: a number that hardly depends on what else the machine does.
- Latency is added to every call by the emulator. The service with a limit refuses each call above 20 in a second with FlowLimitExceeded.
- **state written**: by default the engine writes the whole state after every step of every resource. With a local file that is most of the time of a thousand contacts, and hides all else. With PULUMI_SKIP_CHECKPOINTS=true it writes it once, at the end. Most measurements are made like that: the floor is far lower then, and the same target harder to reach. The first four targets are held to the engine's default.`;
