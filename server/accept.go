package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The forms in which an operation is answered. kindEvents is for the transport of event streams alone.
const (
	kindResponse = "application/graphql-response+json"
	kindJSON     = "application/json"
	kindEvents   = "text/event-stream"
)

// offered are those forms; of two that a client likes as well the earlier one is taken.
var offered = []string{kindJSON, kindResponse, kindEvents}

// wanted is the form that the client likes best (RFC 9110, 12.5.1), and empty where it
// takes none of them. Without the header, and where anything will do, it is
// application/json, as GraphQL over HTTP asks for; between the two forms of JSON that are
// named with the same weight it is the one made for GraphQL.
func wanted(h http.Header) string {
	header := strings.Join(h.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return kindJSON
	}
	ranges := mediaRanges(header)
	best, most := "", 0.0
	for _, kind := range offered {
		weight, named := weightOf(kind, ranges)
		switch {
		case kind == kindEvents && !named: // a stream is never meant by a wildcard
		case weight > most, weight == most && weight > 0 && named && kind == kindResponse:
			best, most = kind, weight
		}
	}
	return best
}

// mediaRanges are those that Accept names, each with its weight; what makes no sense is left out.
func mediaRanges(header string) map[string]float64 {
	all := map[string]float64{}
	for one := range strings.SplitSeq(header, ",") {
		kind, params, err := mime.ParseMediaType(one)
		if charset, given := params["charset"]; err != nil || given && !isUTF8(charset) {
			continue
		}
		weight := 1.0
		if q, given := params["q"]; given {
			if weight, err = strconv.ParseFloat(q, 64); err != nil || !(weight >= 0 && weight <= 1) {
				continue
			}
		}
		all[kind] = max(all[kind], weight)
	}
	return all
}

// weightOf goes by the range that fits a form most closely, and tells whether that names the form itself.
func weightOf(kind string, ranges map[string]float64) (weight float64, named bool) {
	if weight, named = ranges[kind]; named {
		return weight, true
	}
	major, _, _ := strings.Cut(kind, "/")
	if weight, given := ranges[major+"/*"]; given {
		return weight, false
	}
	return ranges["*/*"], false
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
