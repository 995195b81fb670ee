;; 1000! in limbs of nine digits, the lowest first, from 1024 on; printed with leading zeros.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $n i32) (local $i i32) (local $limbs i32) (local $carry i64) (local $at i32) (local $limb i32) (local $digit i32)
    (i32.store (i32.const 1024) (i32.const 1))
    (local.set $limbs (i32.const 1))
    (local.set $n (i32.const 2))
    (loop $numbers
      (local.set $i (i32.const 0))
      (local.set $carry (i64.const 0))
      (loop $each
        (local.set $at (i32.add (i32.const 1024) (i32.shl (local.get $i) (i32.const 2))))
        (local.set $carry (i64.add (local.get $carry) (i64.mul (i64.load32_u (local.get $at)) (i64.extend_i32_u (local.get $n)))))
        (i64.store32 (local.get $at) (i64.rem_u (local.get $carry) (i64.const 1000000000)))
        (local.set $carry (i64.div_u (local.get $carry) (i64.const 1000000000)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $each (i32.or (i32.lt_u (local.get $i) (local.get $limbs)) (i64.ne (local.get $carry) (i64.const 0)))))
      (local.set $limbs (local.get $i))
      (br_if $numbers (i32.le_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 1000))))
    (local.set $at (i32.add (i32.const 8192) (i32.mul (local.get $limbs) (i32.const 9))))
    (local.set $i (i32.const 0))
    (loop $print
      (local.set $limb (i32.load (i32.add (i32.const 1024) (i32.shl (local.get $i) (i32.const 2)))))
      (local.set $digit (i32.const 0))
      (loop $digits
        (i32.store8 (local.tee $at (i32.sub (local.get $at) (i32.const 1))) (i32.add (i32.const 48) (i32.rem_u (local.get $limb) (i32.const 10))))
        (local.set $limb (i32.div_u (local.get $limb) (i32.const 10)))
        (br_if $digits (i32.lt_u (local.tee $digit (i32.add (local.get $digit) (i32.const 1))) (i32.const 9))))
      (br_if $print (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $limbs))))
    (i32.store (i32.const 0) (i32.const 8192))
    (i32.store (i32.const 4) (i32.mul (local.get $limbs) (i32.const 9)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
