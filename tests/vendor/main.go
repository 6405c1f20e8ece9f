// Calls VMP through the vendor's own Go SDK: each line on stdin is a call, each line on stdout what came of it.
//
// A call is {"Action", "Input"}; a member that the SDK's request does not have is an error. What comes of it is
// {"Output"} or {"Error"}. Without "Input" nothing is called, and it is {"Asks", "Answers"}: what the SDK knows of the
// request and of the answer, by the paths of all members.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/volcengine/volcengine-go-sdk/service/vmp"
	"github.com/volcengine/volcengine-go-sdk/volcengine"
	"github.com/volcengine/volcengine-go-sdk/volcengine/credentials"
	"github.com/volcengine/volcengine-go-sdk/volcengine/session"
	"github.com/volcengine/volcengine-go-sdk/volcengine/volcengineerr"
)

type call struct {
	Action string
	Input  json.RawMessage
}

type failure struct {
	Code      string
	Message   string
	Status    int    `json:",omitempty"`
	RequestID string `json:",omitempty"`
}

type outcome struct {
	Output  map[string]any `json:",omitempty"`
	Asks    []string       `json:",omitempty"`
	Answers []string       `json:",omitempty"`
	Error   *failure       `json:",omitempty"`
}

func main() {
	endpoint, region, accessKey, secretKey := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	config := volcengine.NewConfig().
		WithEndpoint(endpoint).
		WithDisableSSL(true).
		WithRegion(region).
		WithMaxRetries(0).
		WithCredentials(credentials.NewStaticCredentials(accessKey, secretKey, ""))
	opened, err := session.NewSession(config)
	if err != nil {
		panic(err)
	}
	client := reflect.ValueOf(vmp.New(opened))
	calls := bufio.NewScanner(os.Stdin)
	calls.Buffer(nil, 1<<20)
	for calls.Scan() {
		line, err := json.Marshal(answer(client, calls.Bytes()))
		if err != nil {
			panic(err)
		}
		fmt.Println(string(line))
	}
}

func answer(client reflect.Value, line []byte) outcome {
	var call call
	if err := json.Unmarshal(line, &call); err != nil {
		return failed(err)
	}
	method := client.MethodByName(call.Action)
	if !method.IsValid() {
		return failed(fmt.Errorf("the SDK has no %s", call.Action))
	}
	if call.Input == nil {
		return outcome{Asks: membersOf(method.Type().In(0), ""), Answers: membersOf(method.Type().Out(0), "")}
	}
	input := reflect.New(method.Type().In(0).Elem())
	decoder := json.NewDecoder(bytes.NewReader(call.Input))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(input.Interface()); err != nil {
		return failed(err)
	}
	results := method.Call([]reflect.Value{input})
	if err, _ := results[1].Interface().(error); err != nil {
		return failed(err)
	}
	text, err := json.Marshal(results[0].Interface())
	if err != nil {
		return failed(err)
	}
	output := map[string]any{}
	if err := json.Unmarshal(text, &output); err != nil {
		return failed(err)
	}
	delete(output, "Metadata")
	return outcome{Output: output}
}

func failed(err error) outcome {
	failure := &failure{Message: err.Error()}
	var refused volcengineerr.RequestFailure
	if errors.As(err, &refused) {
		failure.Code, failure.Message = refused.Code(), refused.Message()
		failure.Status, failure.RequestID = refused.StatusCode(), refused.RequestID()
	}
	return outcome{Error: failure}
}

// The paths of all leaves of a type, such as Items[].Levels[].Level.
func membersOf(kind reflect.Type, path string) []string {
	switch kind.Kind() {
	case reflect.Pointer:
		return membersOf(kind.Elem(), path)
	case reflect.Slice:
		return membersOf(kind.Elem(), path+"[]")
	case reflect.Struct:
		var members []string
		for index := range kind.NumField() {
			field := kind.Field(index)
			if field.Name != "_" && field.Name != "Metadata" {
				members = append(members, membersOf(field.Type, strings.TrimPrefix(path+"."+field.Name, "."))...)
			}
		}
		return members
	}
	return []string{path}
}
