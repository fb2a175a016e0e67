/* Hides what came after AVX2 from a process: preloaded, it lets every CPUID instruction fault and answers it without
   AVX-512, AVX-VNNI and AMX. For `python -m benchmarks.speed --avx2`; Linux on x86-64 with CPUID faulting only. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { ARCH_SET_CPUID = 0x1012 };

/* Bits of leaf 7: AVX-512 (F, DQ, IFMA, PF, ER, CD, BW, VL), then VBMI, VBMI2, VNNI, BITALG, VPOPCNTDQ, then 4VNNIW,
   4FMAPS, VP2INTERSECT, AMX-BF16, FP16, AMX-TILE, AMX-INT8. Subleaf 1 has AVX-VNNI, AVX512-BF16 and AMX-FP16. */
static const unsigned LATER_EBX = 1u << 16 | 1u << 17 | 1u << 21 | 1u << 26 | 1u << 27 | 1u << 28 | 1u << 30 | 1u << 31;
static const unsigned LATER_ECX = 1u << 1 | 1u << 6 | 1u << 11 | 1u << 12 | 1u << 14;
static const unsigned LATER_EDX = 1u << 2 | 1u << 3 | 1u << 8 | 1u << 22 | 1u << 23 | 1u << 24 | 1u << 25;

static long answer_cpuid(int on) { return syscall(SYS_arch_prctl, ARCH_SET_CPUID, on); }

static void answered(int signal_number, siginfo_t *information, void *context) {
  (void)information;
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
  if (instruction[0] != 0x0f || instruction[1] != 0xa2) {
    signal(signal_number, SIG_DFL);
    return;
  }
  unsigned leaf = registers[REG_RAX], subleaf = registers[REG_RCX], a, b, c, d;
  answer_cpuid(1);
  __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(subleaf));
  answer_cpuid(0);
  if (leaf == 7 && subleaf == 0) {
    b &= ~LATER_EBX;
    c &= ~LATER_ECX;
    d &= ~LATER_EDX;
  }
  if (leaf == 7 && subleaf == 1) a = b = c = d = 0;
  registers[REG_RAX] = a;
  registers[REG_RBX] = b;
  registers[REG_RCX] = c;
  registers[REG_RDX] = d;
  registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void hide(void) {
  struct sigaction action = {0};
  action.sa_sigaction = answered;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigaction(SIGSEGV, &action, NULL);
  if (answer_cpuid(0) != 0) {
    fputs("This processor or system cannot hide instructions (no CPUID faulting).\n", stderr);
    exit(1);
  }
}
