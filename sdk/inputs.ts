import type * as pulumi from "@pulumi/pulumi";

/** A property's type as a program may write it: known now, promised, or an output of another resource, at any depth. */
export type InputOf<T> = pulumi.Input<InputShape<Exclude<T, undefined>> | Extract<T, undefined>>;

type InputShape<T> = [T] extends [(infer Item)[]] ? InputOf<Item>[] : [T] extends [object] ? InputsOf<T> : T;

/** The same for every property of an object; what is optional stays optional. */
export type InputsOf<T> = { [Property in keyof T]: InputOf<T[Property]> };
