/** The name by which the weapons' job was called in the system that this one replaces. */
package com.mhfz.analysis;
