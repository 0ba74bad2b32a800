package graph

import (
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"doorward/graph/generated"
)

// NewServer is the API without its transports: schema, guards, limits, loaders and
// the form in which failures leave. Defects are logged, one line each. What is named
// as first comes before the limits: it may find the document that is meant.
func NewServer(r *Resolver, log *slog.Logger, first ...graphql.HandlerExtension) *handler.Server {
	return newServer(r, log, nil, first)
}

// newServer takes a schema in place of the generated one; nil: that one.
func newServer(r *Resolver, log *slog.Logger, schema *ast.Schema, first []graphql.HandlerExtension) *handler.Server {
	s := handler.New(generated.NewExecutableSchema(generated.Config{
		Schema: schema, Resolvers: r,
		Directives: generated.DirectiveRoot{Public: public, SignedIn: r.whoSignedIn, Can: r.can},
	}))
	who, kept := introspection{r}, newDocuments(r.persisted)
	p := presenter{log, who}
	s.SetErrorPresenter(p.present)
	s.SetRecoverFunc(p.recovered)
	s.SetQueryCache(kept)
	s.SetDisableSuggestion(true)
	s.SetValidationRulesFn(withoutSuggestions)
	for _, e := range first {
		s.Use(e)
	}
	s.Use(gate{who, kept})
	s.AroundOperations(r.pinPosition)
	s.AroundOperations(deliveries)
	s.AroundOperations(refusedEarly)
	s.AroundResponses(fewErrors)
	s.AroundResponses(r.inTime)
	s.AroundResponses(r.freshLoaders)
	s.AroundResponses(delivered)
	s.AroundRootFields(r.freshAfterMutation)
	return s
}

// withoutSuggestions are the rules of validation without "Did you mean": the search
// is work for nothing where its finding does not leave, and a leak where it does.
func withoutSuggestions() *rules.Rules {
	all := rules.NewDefaultRules()
	all.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	all.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	all.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return all
}
