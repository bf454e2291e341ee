// The instructions for SHA-256 of x86-64 processors, which Swift has no words for; other processors have none here.
#ifndef CHASHING_H
#define CHASHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether the processor has them.
bool chashing_has_instructions(void);

// Takes `count` blocks of 64 bytes into the eight words of a hash (FIPS 180-4, section 6.2.2). Only where the processor has
// the instructions.
void chashing_compress(uint32_t *state, const uint8_t *blocks, size_t count);

#endif
