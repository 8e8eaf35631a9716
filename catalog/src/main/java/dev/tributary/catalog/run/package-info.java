/** One run of one command: its name, and how it fails. */
package dev.tributary.catalog.run;
