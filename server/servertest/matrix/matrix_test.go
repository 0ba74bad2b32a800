package matrix_test

import (
	"testing"

	"doorward/server/servertest"
	"doorward/server/servertest/matrix"
)

func TestMatrix(t *testing.T) {
	servertest.Each(t, matrix.Run, matrix.Options()...)
}
