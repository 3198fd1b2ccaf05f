/// The `portolan` command line. Meet [dev.portolan.cli.Main] first.
package dev.portolan.cli;
