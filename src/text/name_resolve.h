/* name_resolve.h - whom each phrase of one document means. */
#ifndef STM_TEXT_NAME_RESOLVE_H
#define STM_TEXT_NAME_RESOLVE_H

#include "text/name_merge.h"

/* A mention in the making. */
typedef struct {
    uint32_t first, last;
    uint32_t entity; /* a draft, or STM_NOBODY */
    stm_mention_form form;
    stm_gender gender; /* of a role that nobody is known to hold */
    bool person;       /* where entity is STM_NOBODY: it means a person all the same */
    bool owner;        /* "Trump's", "his" */
    uint32_t role;     /* of a role: among the found ones; else STM_NO_ROLE */
    uint32_t owned_by; /* of a role: the entity that owns it ("its spokeswoman"), or STM_NOBODY */
} stm_sighting;

typedef struct {
    STM_VEC(stm_sighting) items;
} stm_sightings;

/* What one document has shown so far. One serves many documents, one after the other. */
typedef struct {
    const stm_gazetteer *gazetteer;
    uint32_t doc;
    uint32_t *named;    /* an entity each: doc + 1 once the document gave the full name */
    uint32_t *seen;     /* doc + 1 once it was mentioned in any way */
    uint32_t *bare;     /* doc + 1 once a bare surname was used while only it was meant */
    uint32_t *anywhere; /* doc + 1 where the document gives its full name at all */
} stm_name_scene;

stm_name_scene stm_name_scene_new(stm_arena *arena, const stm_gazetteer *gazetteer);

/* The names of the document, in the order of its tokens, with the entity each means. */
void stm_name_scene_name(stm_arena *arena, stm_name_scene *scene, uint32_t doc,
                         stm_sightings *names);

/* Learns roles that stand by surnames, and makes entities of those who are known by role alone. */
void stm_name_scene_learn(stm_gazetteer *gazetteer, const stm_sightings *names);

/* The entity that the role means where the scene has shown what it has; STM_NOBODY where several or
 * none. */
uint32_t stm_name_scene_role(const stm_name_scene *scene, const stm_role *role);

/* Names, roles and pronouns of the document together, not overlapping. */
void stm_name_scene_mention(stm_arena *arena, stm_name_scene *scene, uint32_t doc,
                            const stm_sightings *names, stm_sightings *all);

/* Whom a role means by who owns it: the one who is known to have it of that owner, or STM_NOBODY.
 */
uint32_t stm_name_owned(const stm_gazetteer *gazetteer, uint32_t doc, const stm_role *role,
                        uint32_t owner);

/* Learns who owns the roles that are resolved. True where there was something to learn. */
bool stm_name_own(stm_gazetteer *gazetteer, uint32_t doc, const stm_sightings *all);

/* Finds whom the pronouns mean and puts them in their places among the mentions. Roles that a
 * pronoun owns are resolved by whom it means. */
void stm_name_pronouns(stm_arena *arena, const stm_gazetteer *gazetteer, uint32_t doc,
                       stm_sightings *all);

#endif
