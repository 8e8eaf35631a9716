/** From a published figure to the messages that it was made of, and from a message to figures. */
package dev.tributary.cli.trace;
