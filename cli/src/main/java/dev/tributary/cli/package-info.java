/** The one command: it finds the verb, gives it what it needs, and says how it ended. */
package dev.tributary.cli;
