package frontend

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"testing/fstest"
)

func TestDocuments(t *testing.T) {
	t.Run("before_the_first_build_there_are_none", func(t *testing.T) {
		documents, err := readDocuments(fstest.MapFS{".keep": {}})
		if len(documents) != 0 || err != nil {
			t.Fatalf("got %v, %v", documents, err)
		}
	})
	t.Run("a_broken_list_is_an_error", func(t *testing.T) {
		if _, err := readDocuments(fstest.MapFS{".documents.json": {Data: []byte(`{"a": 1`)}}); err == nil {
			t.Fatal("no error")
		}
	})
	t.Run("each_goes_by_the_hash_of_its_text", func(t *testing.T) {
		for hash, text := range Documents() {
			if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != hash {
				t.Errorf("%s is not the hash of %q", hash, text)
			}
		}
	})
}
