/**
 * A resource type as pulumirpc.ResourceProvider asks for it: the lifecycle, between what the engine sends and takes.
 */
import { isDeepStrictEqual } from "node:util";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Problem } from "../../fields/check";
import { propertyOf } from "../../fields/diff";
import { NOT_SHOWN } from "../../fields/rules";
import { secretPaths, secretTexts } from "../../fields/secrets";
import { typed } from "../../fields/typed";
import { at, stepsOf } from "../../fields/walk";
import { importRecord } from "../../lifecycle/import";
import {
  check,
  create,
  diff,
  oddities,
  type Outcome,
  read,
  remove,
  replacing,
  update,
} from "../../lifecycle/lifecycle";
import { newHolder } from "../../lifecycle/holders";
import { begin, called, type Operation } from "../../lifecycle/operation";
import type { Inputs, ResourceType } from "../../lifecycle/resource-type";
import { isAbsent, type Properties, UNKNOWN } from "../../values";
import { reveal, withoutStandIns, withStandIns } from "../hidden";
import { holderAfter, holderIn, internalOutputs, NOTES, notesOf, notesOfResource, withNotes } from "../notes";
import { Names } from "../names";
import { checkFailure, checkWarning } from "../problems";
import { Summary } from "../summary";
import type { Account } from "./account";
import type { Engine } from "./engine";
import { InitFailed } from "./failures";
import { type Received, received as decoded, secretObjects, sent } from "./values";

/** What has the request's URN: every call about a resource. */
export interface Asked {
  getUrn(): string;
}

export interface Resource {
  check(request: messages.CheckRequest): Promise<messages.CheckResponse>;
  diff(request: messages.DiffRequest): Promise<messages.DiffResponse>;
  create(request: messages.CreateRequest): Promise<messages.CreateResponse>;
  read(request: messages.ReadRequest): Promise<messages.ReadResponse>;
  update(request: messages.UpdateRequest): Promise<messages.UpdateResponse>;
  delete(request: messages.DeleteRequest): Promise<Empty>;
}

export function resource(type: ResourceType, account: Account, engine: Engine): Resource {
  const { fields, outputs } = type;
  const rows = { ...fields, ...outputs };
  const secretRows = secretPaths(rows).map((path) => path.replaceAll("[]", ""));
  const received = (struct: Struct | undefined): Received => decoded(struct, secretRows);
  const internal = internalOutputs(type);
  const shown = Object.keys(outputs).filter((output) => !internal.includes(output));
  /** What was imported in this run, by URN. The engine has it checked, and takes stand-ins for a mistake of ours. */
  const imported = new Map<string, Properties>();
  /** @param records those whose secrets by the table the operation knows by itself */
  const start = async (holder: string, records: Properties[], ...about: Received[]): Promise<Operation> => {
    const known = new Set(secretTexts(fields, ...records));
    const marked = about.flatMap(({ texts }) => texts).filter((text) => !known.has(text));
    return begin(await account.connect(), marked, holder);
  };
  const inputsOf = (properties: Properties): Inputs => typed(fields, properties) as Inputs;
  const stateOf = (properties: Properties): Inputs =>
    typed(rows, { ...properties, ...notesOf(properties, internal) }) as Inputs;
  /** What was taken out of the program lies among the notes, and can have been secret there. */
  const secretNotes = (properties: Properties): string[] =>
    internal.some((name) => name in properties) ? [NOTES] : [];
  /** An object with secrets alone is one secret in the state: a ciphertext for each member takes twice the room. */
  const kept = (properties: Properties, ...secrets: Iterable<string>[]): Struct =>
    sent(properties, secretRows, secretObjects(properties, secretRows), ...secrets);
  const sentState = (properties: Properties, holder: string, ...secrets: Iterable<string>[]): Struct =>
    kept(withNotes(properties, notesOfResource(holder), internal), secretNotes(properties), ...secrets);
  const tell = async (urn: string, notices: string[]): Promise<void> => {
    for (const notice of notices) await engine.warn(urn, notice);
  };
  const names = new Names(type, account.holders);
  const summary = new Summary<string>((sentence, urn = "") => engine.warn(urn, sentence));

  /** What a preview can know: the outputs are those that the service and the provider will say. */
  const foreseen = (inputs: Inputs): Properties => ({
    ...inputs,
    ...Object.fromEntries(shown.map((output) => [output, UNKNOWN])),
  });

  /** @throws InitFailed when something failed although the resource is there */
  const told = async (
    urn: string,
    id: string,
    outcome: Outcome,
    holder: string,
    secrets: Set<string>,
  ): Promise<Struct> => {
    await tell(urn, outcome.notices);
    const properties = sentState(outcome.properties, holder, secrets);
    if (outcome.failures.length > 0) throw new InitFailed(id, properties, outcome.failures);
    return properties;
  };

  return {
    async check(request) {
      const { properties, secrets, texts } = received(request.getNews());
      const olds = received(request.getOlds()).properties;
      const { inputs: given, faults } = withoutStandIns(fields, properties, olds);
      const { inputs, failures, warnings } = check(type, given, olds, account.holders);
      await tell(
        request.getUrn(),
        warnings.map((warning) => checkWarning({ secrets: texts }, type, inputs, warning)),
      );
      const repeated = names.check(inputs.name, request.getUrn());
      const isImported = isDeepStrictEqual(properties, imported.get(request.getUrn()));
      const isStandIn = ({ path }: Problem): boolean => isImported && at(properties, stepsOf(path)) === NOT_SHOWN;
      const shownFailures = [...failures.filter((each) => !isStandIn(each)), ...faults, ...repeated]
        .map(checkFailure)
        .map((failure) => {
          const { property, reason } = failure;
          return new messages.CheckFailure().setProperty(property).setReason(reason);
        });
      return new messages.CheckResponse()
        .setInputs(kept(withStandIns(fields, inputs, properties), secrets))
        .setFailuresList(shownFailures);
    },

    async diff(request) {
      const [state, inputs] = [received(request.getOlds()), received(request.getNews())];
      const marked = { secrets: [...state.texts, ...inputs.texts] };
      const before = stateOf(state.properties);
      const after = reveal(fields, inputsOf(inputs.properties), before) as Inputs;
      const id = request.getId();
      const { holders } = account;
      const isOfProgram = holders.claim(() => called(marked, type, before, id), id, holderIn(state.properties));
      if (isOfProgram) holders.declare(type.noun, id, { inputs: after, state: before });
      await tell(
        request.getUrn(),
        oddities(type, before, after, holders).map((odd) => checkWarning(marked, type, after, odd)),
      );
      const paths = diff(type, before, after);
      const replaces = replacing(type, before, paths);
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse()
        .setChanges(paths.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(propertiesOf(paths))
        .setReplacesList(propertiesOf(replaces))
        .setDeletebeforereplace(true)
        .setHasdetaileddiff(true);
      for (const path of paths) {
        const [old, now] = [state, inputs].map(({ properties }) => at(properties, stepsOf(path)));
        const kind = kindOf(old, now, replaces.includes(path));
        response.getDetaileddiffMap().set(path, new messages.PropertyDiff().setKind(kind));
      }
      return response;
    },

    async create(request) {
      const news = received(request.getProperties());
      const { properties, secrets } = news;
      const inputs = inputsOf(properties);
      const response = new messages.CreateResponse();
      if (request.getPreview()) return response.setProperties(sent(foreseen(inputs), secretRows, secrets));
      const holder = newHolder();
      const { id, ...outcome } = await create(await start(holder, [inputs], news), type, inputs);
      return response.setId(id).setProperties(await told(request.getUrn(), id, outcome, holder, secrets));
    },

    async read(request) {
      const [olds, inputs] = [received(request.getProperties()), received(request.getInputs())];
      const state = stateOf(olds.properties);
      const response = new messages.ReadResponse();
      // Without a name it is not in the state yet. Nothing has drifted, then.
      const isNew = isAbsent(state.name);
      const id = isNew ? request.getId().toLowerCase() : request.getId();
      const holder = holderAfter(olds.properties);
      const operation = await start(holder, isNew ? [] : [state], olds, inputs);
      const found = isNew
        ? await importRecord(operation, type, id)
        : await summary.around(request.getUrn(), () => read(operation, type, id, state));
      if (found === undefined) return response;
      if (isNew && found.inputs) imported.set(request.getUrn(), found.inputs);
      account.holders.wasRead(holder);
      await tell(request.getUrn(), found.notices);
      const marked = [olds.secrets, inputs.secrets] as const;
      // Inputs that did not drift are left to the engine, which has them.
      if (found.inputs) response.setInputs(kept(found.inputs, ...marked));
      return response.setId(id).setProperties(sentState(found.properties, holder, ...marked));
    },

    async update(request) {
      const [olds, news] = [received(request.getOlds()), received(request.getNews())];
      const state = stateOf(olds.properties);
      const inputs = reveal(fields, inputsOf(news.properties), state) as Inputs;
      const response = new messages.UpdateResponse();
      if (request.getPreview()) return response.setProperties(sent(foreseen(inputs), secretRows, news.secrets));
      const id = request.getId();
      const holder = holderAfter(olds.properties);
      const outcome = await update(await start(holder, [state, inputs], olds, news), type, id, state, inputs);
      return response.setProperties(await told(request.getUrn(), id, outcome, holder, news.secrets));
    },

    async delete(request) {
      const olds = received(request.getProperties());
      const state = stateOf(olds.properties);
      const operation = await start(holderIn(olds.properties), [state], olds);
      await tell(request.getUrn(), await remove(operation, type, request.getId(), state));
      return new Empty();
    },
  };
}

function kindOf(before: unknown, after: unknown, replaces: boolean): messages.PropertyDiff.Kind {
  const { Kind } = messages.PropertyDiff;
  if (isAbsent(before)) return replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (isAbsent(after)) return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}

function propertiesOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map(propertyOf))];
}
