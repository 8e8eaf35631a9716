/** A command of the suite: what it is asked, what it may use, how it ends. */
package dev.tributary.catalog.verb;
