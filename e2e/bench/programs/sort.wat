;; Shell's sort of a million numbers; traps where they are not in order afterwards.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 64)
  (data (i32.const 16) "sorted\n")
  (func (export "_start") (local $count i32) (local $i i32) (local $j i32) (local $gap i32) (local $held i32) (local $random i32)
    (local.set $count (i32.const 1000000))
    (local.set $random (i32.const 1))
    (loop $fill
      (local.set $random (i32.add (i32.mul (local.get $random) (i32.const 1103515245)) (i32.const 12345)))
      (i32.store offset=1024 (i32.shl (local.get $i) (i32.const 2)) (i32.shr_u (local.get $random) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
    (local.set $gap (i32.shr_u (local.get $count) (i32.const 1)))
    (loop $gaps
      (local.set $i (local.get $gap))
      (loop $each
        (local.set $held (i32.load offset=1024 (i32.shl (local.get $i) (i32.const 2))))
        (local.set $j (local.get $i))
        (block $found
          (loop $move
            (br_if $found (i32.lt_u (local.get $j) (local.get $gap)))
            (br_if $found (i32.le_u (i32.load offset=1024 (i32.shl (i32.sub (local.get $j) (local.get $gap)) (i32.const 2))) (local.get $held)))
            (i32.store offset=1024 (i32.shl (local.get $j) (i32.const 2)) (i32.load offset=1024 (i32.shl (i32.sub (local.get $j) (local.get $gap)) (i32.const 2))))
            (local.set $j (i32.sub (local.get $j) (local.get $gap)))
            (br $move)))
        (i32.store offset=1024 (i32.shl (local.get $j) (i32.const 2)) (local.get $held))
        (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
      (br_if $gaps (local.tee $gap (i32.shr_u (local.get $gap) (i32.const 1)))))
    (local.set $i (i32.const 1))
    (loop $check
      (if (i32.gt_u (i32.load offset=1024 (i32.shl (i32.sub (local.get $i) (i32.const 1)) (i32.const 2))) (i32.load offset=1024 (i32.shl (local.get $i) (i32.const 2)))) (then (unreachable)))
      (br_if $check (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
    (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const 7))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
