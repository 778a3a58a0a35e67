/* entity_table.h - the shape of the table that tools/entities.c makes. */
#ifndef STM_READ_ENTITY_TABLE_H
#define STM_READ_ENTITY_TABLE_H

#include <stdint.h>

/* name: without the ampersand, with its semicolon where it has one. second: 0 for most. */
typedef struct {
    char name[33];
    uint8_t len;
    uint32_t runes[2];
} stm_entity;

/* Sorted by name. */
extern const stm_entity stm_entities[];
extern const unsigned stm_entity_count;

#endif
