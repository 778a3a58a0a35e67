/* embed.c - collates reports held in memory, and prints where they differ. */
#include <stemma.h>

#include <stdio.h>
#include <string.h>

static const char *const reports[][2] = {
    {"gazette", "The ferry Morwen ran aground off Kell on Monday.\n\nThe crew said 14 people were "
                "taken from the ferry by lifeboat.\n"},
    {"herald", "A ferry has run aground off Kell.\n\nThe crew said 17 people were taken from the "
               "ferry by lifeboat.\n"},
};

static void print_problem(void *context, const stemma_problem *problem) {
    (void)context;
    fprintf(stderr, "%s: %s\n", problem->source, problem->message);
}

int main(void) {
    stemma *run = stemma_new(&(stemma_options){.jobs = 2, .problem = print_problem});
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        stemma_add(run, reports[i][0], reports[i][1], strlen(reports[i][1]));
    const stemma_value *account = stemma_find(run, STEMMA_COLLATION);
    printf("%.0f origins\n",
           stemma_number(stemma_member(stemma_member(account, "story"), "origins")));
    const stemma_value *differences = stemma_member(account, "differences");
    for (size_t i = 0; i < stemma_count(differences); i++) {
        const stemma_value *difference = stemma_item(differences, i);
        printf("%s:", stemma_string(stemma_member(difference, "kind"), NULL));
        const stemma_value *readings = stemma_member(difference, "readings");
        for (size_t k = 0; k < stemma_count(readings); k++)
            printf(" [%s]", stemma_string(stemma_member(stemma_item(readings, k), "text"), NULL));
        putchar('\n');
    }
    stemma_free(run);
}
