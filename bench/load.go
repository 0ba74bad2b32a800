package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// connections that ask at once.
const connections = 16

// pace is what a window of load brought.
type pace struct {
	perSecond float64
	p50, p99  float64 // ms
	cpu       float64 // µs of the server's a request
}

// drive sends requests, ready as bytes, one after the other on each connection.
func drive(c *child, requests [][]byte, window time.Duration) (pace, error) {
	before, err := c.cpu()
	if err != nil {
		return pace{}, err
	}
	var wait sync.WaitGroup
	times, failed := make([][]time.Duration, connections), make([]error, connections)
	end := time.Now().Add(window)
	for i := range connections {
		wait.Go(func() { times[i], failed[i] = driveOne(c.addr, requests[i*len(requests)/connections:], end) })
	}
	wait.Wait()
	for _, err := range failed {
		if err != nil {
			return pace{}, err
		}
	}
	all := slices.Concat(times...)
	slices.Sort(all)
	if len(all) == 0 {
		return pace{}, fmt.Errorf("no answer within %v", window)
	}
	after, err := c.cpu()
	if err != nil {
		return pace{}, err
	}
	ms := func(q float64) float64 { return float64(all[int(q*float64(len(all)-1))].Microseconds()) / 1000 }
	return pace{float64(len(all)) / window.Seconds(), ms(0.5), ms(0.99), (after - before) / float64(len(all))}, nil
}

func driveOne(addr string, requests [][]byte, end time.Time) (times []time.Duration, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	r := bufio.NewReaderSize(conn, 64<<10)
	for i := 0; time.Now().Before(end); i++ {
		begun := time.Now()
		if _, err := ask(conn, r, requests[i%len(requests)], nil); err != nil {
			return nil, err
		}
		times = append(times, time.Since(begun))
	}
	return times, nil
}

// ask sends one request and reads its answer, into keep where that is given.
func ask(conn net.Conn, r *bufio.Reader, request []byte, keep *bytes.Buffer) (n int64, err error) {
	if _, err := conn.Write(request); err != nil {
		return 0, err
	}
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(response.Body, 1000))
		return 0, fmt.Errorf("%s: %s", response.Status, text)
	}
	if keep != nil {
		return keep.ReadFrom(response.Body)
	}
	return io.Copy(io.Discard, response.Body)
}

// once sends one request on a connection of its own and gives the body.
func once(addr string, request []byte) ([]byte, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	var body bytes.Buffer
	_, err = ask(conn, bufio.NewReader(conn), request, &body)
	return body.Bytes(), err
}

// post is the bytes of a request, as a browser sends it.
func post(addr, cookie string, body []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "POST /graphql HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/json\r\nAccept: application/graphql-response+json\r\n"+
		"Doorward-Tenant: %s\r\nContent-Length: %d\r\n", addr, addr, slug, len(body))
	if cookie != "" {
		fmt.Fprintf(&b, "Cookie: %s\r\n", cookie)
	}
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}
