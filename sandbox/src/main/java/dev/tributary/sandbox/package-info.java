/**
 * The real daemons of one machine, each its own process; {@link dev.tributary.sandbox.Sandbox} is
 * the door.
 */
package dev.tributary.sandbox;
