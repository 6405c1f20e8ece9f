/** What docs/benchmarks.md says of the contestants and of how they are measured. */

export const CONTESTANT_TEXT = `## The contestants

All four are programs of a few lines in [tests/bench/contestants](../tests/bench/contestants), run by the real Pulumi CLI with the same @pulumi/pulumi, the same contacts and the same secrets. A contact has all four channels, with addresses and keys as long as real ones.

- **floor**: a dynamic provider that does nothing. It has a create and an update, which give back their inputs, and a \`__provider\` text of 38 bytes. What it costs is the engine, the provider host and @pulumi/pulumi.
- **ours**: the packed package, installed from its tarball.
- **naive**: a dynamic provider as tutorials write it: rules, signature and undici client in one file, captured in the closure, and one call an operation.
- **packaged**: the [packaged provider](plugin.md) of the same tarball, which the engine starts itself, without the host for dynamic providers.

Why the comparison is fair: the floor and the naive one mark the same values as secrets as \`vmp.Contact\` does, and the floor names the same secret outputs, so that the engine encrypts the same for the first two. The naive one keeps its connections open and shares one provider object between all contacts; many tutorials do neither. Each has a stack and a service of its own.

Where it is not: the emulator runs on the same machine, so what it works for ours and for the naive one is taken from the same cores, while the floor calls nothing; a real service would not. The naive one does not retry, does not look for a contact whose create was lost, leaves no secrets out of its messages, and names no secret outputs. So it does less than ours for what it costs, and it fails where a service refuses a call. The programs are JavaScript: the type check of a TypeScript program would take some seconds of every run, the same for all.`;

export const METHOD_TEXT = `## How it is measured

- \`npm run bench\` does all of it and writes this page; \`npm run bench -- --quick\` does one round with few contacts in under three minutes; \`--rounds N\` sets the rounds.
- Every contestant of a group does a step before any does the next one, in an order that rotates from step to step and from round to round.
- The time is that of the whole command, from its start to its end. Processor time is user and system time of the command and of all processes below it, as the shell's \`times\` says. Memory and processor time of the provider host come from Linux's /proc, and are not measured elsewhere.
- Before the refresh all e-mail addresses are confirmed, as in a stack that has lived for a day: ours warns of each that is not.
- Calls are counted by the emulator. Bytes are those of a contact's entry in the state, as JSON without blanks.
- The first answer is that of a provider host which has done nothing yet: to one POST of node:http, and to a first call of the package, for which it loads its client with undici and the hashes. A preview loads none of these.
- Instructions are counted by \`perf\`, or by \`valgrind\` where perf cannot. V8 works in one thread then, so that it does the same in every run.
- Latency is added to every call by the emulator. The service with a limit refuses each call above 20 in a second with FlowLimitExceeded.
- **state written**: by default the engine writes the whole state after every step of every resource. With a local file that is most of the time of a thousand contacts, and hides all else. With PULUMI_SKIP_CHECKPOINTS=true it writes it once, at the end. Most measurements are made like that: the floor is far lower then, and the same target harder to reach. The first four targets are held to the engine's default.`;

export const LIMITS_TEXT = `## Where a target is out of reach

What stands in the way, by profiles of the processes that a thousand contacts keep busy (V8's profiler in the provider host and in the program, \`pulumi --profiling\` in the engine):

- **refresh** by the dynamic provider costs about a third more processor time than the floor's, on two cores that are both busy. The floor has no \`read\`: its host hands the properties back as they came, while ours has to decode them, ask for them, compare them and encode them again. Our own code is the smaller part; the rest is encoding and decoding what gRPC carries, HTTP, and collecting garbage. Pulumi's own code does that there; the packaged provider does it itself, without a message for every value, and stays below the limit. The engine takes 0.4 ms more a contact, as ours has four outputs of the service more (\`createTime\`, \`emailActive\`, \`sendStatus\`, \`validationSentTime\`): 3.259 encodes every property of every call for its encrypted log, which is more than a third of its time, and collects the garbage of that.
- **up at 50 ms**: what was made is read before it is believed, so a contact waits for two answers, each 50 ms: a thousand, eight at once, wait 12.5 s. The target counts a read that four share as a quarter of a call. Most of the waiting is beside the engine's own work.
- **destroy at 0 ms**: the floor deletes nothing and calls nobody. Ours takes 0.3 to 0.5 ms of the processor more for a contact in its host: to decode it, to join it with three others, and for a quarter of a call.
- **destroy at 50 and 200 ms**: deletes are joined by four, in a third of the calls and less. The engine brings one after the other, and the first of four waits for three more: with a latency L, and S from one to the next, eight at once take L + 4 S by fours where single ones take L + S. S is about 2 ms, so that is some percent at 50 ms and less at 200, and the naive one takes about as much more for its own calls: the two come out even, now this way and now that.
- **calls of an adopt**: the first contact is looked for by its name alone. When 2026-11-26 was measured, so was the second where the program brought it only after that was answered, in two calls more. By now the second is answered from the whole list in any case.
- **packaged: state of a contact** with all channels: each secret is one ciphertext of some 150 bytes more than it holds, and an object that holds secrets alone is one. DingTalk's and WeCom's also hold lists, which stay readable.
- **memory**, in the dynamic host's refresh: the first reads wait for the whole list. V8 sees what they were decoded to outlive a collection of its young objects, and from then on puts all such objects among the old, where garbage stays longer (its "allocation site pretenuring"). With that turned off in V8, the same refresh takes 50 MB less; but Pulumi starts this host, and gives it no such flag. Nothing of it is kept: it is gone at the next full collection. The packaged provider's host does not come to it.

It also goes the other way: a preview is faster than the floor's, as \`vmp.Contact\` spares the stacks that @pulumi/pulumi writes for each output of a resource. They were 2.9 of the 6.8 seconds that the program was busy in a preview of 300 contacts.`;
