// Tells of each template on stdin, a JSON text a line, whether Go's own parser takes it. Functions are anybody's.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"text/template/parse"
)

func main() {
	texts := json.NewDecoder(os.Stdin)
	for texts.More() {
		var text string
		if err := texts.Decode(&text); err != nil {
			panic(err)
		}
		tree := parse.New("template")
		tree.Mode = parse.SkipFuncCheck
		_, err := tree.Parse(text, "", "", map[string]*parse.Tree{})
		fmt.Println(err == nil)
	}
}
