package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// bbolt trusts its file: it looks at nothing but the checksum of the two first pages, and falls
// back to the older one when the newer is gone. What follows reads the pages themselves, within
// bounds, so that damage is found before anything is built upon it.

// Where things stand in a page, and in the head that the two first ones hold. Numbers are in the
// machine's own order.
const (
	pageHead  = 16 // id, flags, count, overflow
	elemSize  = 16 // of an entry in the list of a page's entries
	rootSize  = 16 // of a bucket in the value that stands for it
	headSize  = 64
	headMagic = pageHead
	headTx    = pageHead + 48
	headSum   = pageHead + 56

	branchPage   = 0x01
	leafPage     = 0x02
	headPage     = 0x04
	freePage     = 0x10
	bucketEntry  = 0x01
	manyFree     = 0xFFFF
	bboltMagic   = 0xED0CDAED
	bboltVersion = 2
)

var number = binary.NativeEndian

// errHead tells that one of the two first pages is none, or older than it can be: what was
// written last may be missing.
var errHead = errors.New("its first pages don't agree")

var errCutOff = errors.New("it is cut off")

// fileHead is what a head says: where the pages begin, how many there are, and which commit it is of.
type fileHead struct{ root, free, pages, tx uint64 }

// headAt reads the head in the page at a place, 0 or 1.
func headAt(data []byte, at, pageSize int) (fileHead, bool) {
	if len(data) < (at+1)*pageSize {
		return fileHead{}, false
	}
	p := data[at*pageSize:]
	sum := fnv.New64a()
	sum.Write(p[headMagic:headSum])
	if number.Uint64(p) != uint64(at) || number.Uint16(p[8:]) != headPage || number.Uint32(p[headMagic:]) != bboltMagic ||
		number.Uint32(p[headMagic+4:]) != bboltVersion || number.Uint64(p[headSum:]) != sum.Sum64() {
		return fileHead{}, false
	}
	return fileHead{
		root: number.Uint64(p[pageHead+16:]), free: number.Uint64(p[pageHead+32:]),
		pages: number.Uint64(p[pageHead+40:]), tx: number.Uint64(p[headTx:]),
	}, true
}

// newestHead gives the head of the last commit, and errHead where the other is not that of the
// commit before it. (In a copy that bbolt made and wrote to, one of them may be skipped.)
func newestHead(data []byte, pageSize int) (fileHead, error) {
	a, okA := headAt(data, 0, pageSize)
	b, okB := headAt(data, 1, pageSize)
	switch {
	case !okA && !okB:
		return fileHead{}, errHead
	case !okB:
		return a, errHead
	case !okA:
		return b, errHead
	}
	if a.tx < b.tx {
		a, b = b, a
	}
	if apart := a.tx - b.tx; apart < 1 || apart > 2 {
		return a, errHead
	}
	return a, nil
}

// anyHead gives the newer of the heads that can be read, and how long a page is.
func anyHead(data []byte) (head fileHead, pageSize int, ok bool) {
	for size := 1 << 9; size <= 1<<16; size <<= 1 {
		for at := range 2 {
			h, valid := headAt(data, at, size)
			if valid && number.Uint32(data[at*size+headMagic+8:]) == uint32(size) && (!ok || h.tx > head.tx) {
				head, pageSize, ok = h, size, true
			}
		}
	}
	return head, pageSize, ok
}

// pages is a file being checked.
type pages struct {
	data []byte
	size int
	head fileHead
	// used tells which pages hold something, free which hold nothing that counts.
	used, free []bool
	// entry gets every key with its value and the names of the buckets that it stands in.
	entry func(path []string, key, value []byte) error
}

// readPages checks that every page below the head is what the others say of it, and gives each
// entry to fn.
func readPages(data []byte, size int, head fileHead, fn func(path []string, key, value []byte) error) (*pages, error) {
	if size <= pageHead+headSize || head.pages > uint64(len(data)/size) {
		return nil, errCutOff
	}
	p := &pages{data, size, head, make([]bool, head.pages), make([]bool, head.pages), fn}
	p.used[0], p.used[1] = true, true
	if err := p.readFree(); err != nil {
		return nil, err
	}
	if _, err := p.walk(nil, head.root, nil, nil); err != nil {
		return nil, err
	}
	for id := range p.used {
		if p.used[id] == p.free[id] {
			return nil, fmt.Errorf("page %d is in use and free, or neither", id)
		}
	}
	return p, nil
}

// holds tells whether a page holds something.
func (p *pages) holds(id int) bool { return id < len(p.used) && p.used[id] }

// take gives a page, with those that belong to it, and marks them as used.
func (p *pages) take(id uint64) ([]byte, error) {
	if id < 2 || id >= p.head.pages {
		return nil, fmt.Errorf("there is no page %d", id)
	}
	page := p.data[int(id)*p.size:]
	more := uint64(number.Uint32(page[12:]))
	if number.Uint64(page) != id || id+more >= p.head.pages {
		return nil, fmt.Errorf("page %d is another", id)
	}
	for i := id; i <= id+more; i++ {
		if p.used[i] {
			return nil, fmt.Errorf("page %d is used twice", i)
		}
		p.used[i] = true
	}
	return page[:int(more+1)*p.size], nil
}

// readFree reads the list of free pages.
func (p *pages) readFree() error {
	page, err := p.take(p.head.free)
	if err != nil {
		return err
	}
	if number.Uint16(page[8:]) != freePage {
		return errors.New("the list of free pages is none")
	}
	list, n := page[pageHead:], uint64(number.Uint16(page[10:]))
	if n == manyFree {
		list, n = list[8:], number.Uint64(list)
	}
	if n > uint64(len(list)/8) {
		return errors.New("the list of free pages is cut off")
	}
	for i := range n {
		id := number.Uint64(list[8*i:])
		if id < 2 || id >= p.head.pages || p.free[id] {
			return fmt.Errorf("page %d can't be free", id)
		}
		p.free[id] = true
	}
	return nil
}

// walk reads a page with all below it. Its keys must lie from the first bound on and before the
// second; it gives the last one.
func (p *pages) walk(path []string, id uint64, from, before []byte) (last []byte, err error) {
	page, err := p.take(id)
	if err != nil {
		return nil, err
	}
	return p.walkPage(path, page, from, before)
}

func (p *pages) walkPage(path []string, page []byte, from, before []byte) (last []byte, err error) {
	flags, n := number.Uint16(page[8:]), int(number.Uint16(page[10:]))
	if flags != branchPage && flags != leafPage || pageHead+n*elemSize > len(page) {
		return nil, errors.New("a page is of no kind")
	}
	last = from
	for i := range n {
		at := pageHead + i*elemSize
		key, value, err := within(page, at, flags == branchPage)
		switch {
		case err != nil:
			return nil, err
		case i > 0 && bytes.Compare(key, last) <= 0, bytes.Compare(key, last) < 0, before != nil && bytes.Compare(key, before) >= 0:
			return nil, errors.New("a page is out of order")
		}
		last = key
		if flags == leafPage {
			if err := p.leaf(path, key, value, number.Uint32(page[at:])); err != nil {
				return nil, err
			}
			continue
		}
		end := before
		if i+1 < n {
			if end, _, err = within(page, at+elemSize, true); err != nil {
				return nil, err
			}
		}
		if last, err = p.walk(path, number.Uint64(page[at+8:]), key, end); err != nil {
			return nil, err
		}
	}
	return last, nil
}

// within gives the key and the value of the entry at a place in the list of a page.
func within(page []byte, at int, branch bool) (key, value []byte, err error) {
	pos, keyLen, valueLen := uint64(number.Uint32(page[at+4:])), uint64(number.Uint32(page[at+8:])), uint64(number.Uint32(page[at+12:]))
	if branch {
		pos, keyLen, valueLen = uint64(number.Uint32(page[at:])), uint64(number.Uint32(page[at+4:])), 0
	}
	begin := uint64(at) + pos
	if begin+keyLen+valueLen > uint64(len(page)) {
		return nil, nil, errors.New("an entry of a page lies outside of it")
	}
	return page[begin : begin+keyLen], page[begin+keyLen : begin+keyLen+valueLen], nil
}

// leaf reads an entry: a value, a bucket of its own pages, or a small one that lies in the value.
func (p *pages) leaf(path []string, key, value []byte, flags uint32) error {
	if flags != bucketEntry {
		return p.entry(path, key, value)
	}
	if len(value) < rootSize {
		return errors.New("a bucket is none")
	}
	path = append(path[:len(path):len(path)], string(key))
	if root := number.Uint64(value); root != 0 {
		_, err := p.walk(path, root, nil, nil)
		return err
	}
	if len(value) < rootSize+pageHead {
		return errors.New("a bucket is none")
	}
	_, err := p.walkPage(path, value[rootSize:], nil, nil)
	return err
}
