// Read before every C++ file of better-sqlite3 (server/bootstrap.mjs). From 24.19 on, Node's header takes back an exit hook in
// the destructor of every wrapped object; that ends the process with "Assertion failed: (env) != nullptr" when a collection
// frees a statement while no script runs. Without the hook it is as in earlier versions; databases have an exit hook of their own.
#pragma once
#include <node.h>
namespace node {
inline void NoCleanupHook(v8::Isolate*, void (*)(void*), void*) {}
}
#define AddEnvironmentCleanupHook NoCleanupHook
#define RemoveEnvironmentCleanupHook NoCleanupHook
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
