//go:build ignore

package main

import (
	"log"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func main() {
	err := entc.Generate("./schema", &gen.Config{Features: []gen.Feature{
		gen.FeaturePrivacy, gen.FeatureIntercept, gen.FeatureUpsert, gen.FeatureLock,
		gen.FeatureVersionedMigration, gen.FeatureExecQuery, gen.FeatureModifier,
	}})
	if err != nil {
		log.Fatalf("generating ent: %v", err)
	}
}
